"""What a release is: its folder, its manifest, its lock, and how two of them differ."""
