/** Plan + lowered statements + runtime -> the files that ship. */
export { type Bundle, bundle, programPath } from './files';
export { writeBundle } from './write';
