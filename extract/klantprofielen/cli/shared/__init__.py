"""What the commands share: printing, progress, exit codes, the lock."""
