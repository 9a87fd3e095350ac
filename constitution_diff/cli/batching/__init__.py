"""Many pairs at once: the list of pairs, what was made before, and the processes that make the rest."""
