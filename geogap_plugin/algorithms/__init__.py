"""Processing algorithms: each opens its inputs, calls the floors below, and says what came out."""
