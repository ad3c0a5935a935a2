"""Makes the models that GeoGap runs: recipes, synthetic series, Keras networks, training and export to ONNX."""
