"""An emulated AWS for tests: moto's server, the gaps that our stacks meet bridged, every request recorded."""
