"""What is measured beside: one small script a peer, each as its own documentation says to call it."""
