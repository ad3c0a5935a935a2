"""The process that runs ONNX Runtime, and its client: standard library and numpy only."""
