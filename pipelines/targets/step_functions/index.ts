export { checkLimits } from './limits';
export { layersOf } from './order';
export { stateMachine, type StateMachineFacts } from './state_machine';
