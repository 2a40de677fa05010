"""What differs between window systems, a small file for each."""
