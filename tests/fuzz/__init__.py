"""What must hold of every reading and every notice, targets that drive each reader with hostile bytes, and findings."""
