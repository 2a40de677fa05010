"""The running program without a screen: engine, socket server, clock watch."""
