"""docgen beside its peers: the same template, the same data, the same text out; then the time each took."""
