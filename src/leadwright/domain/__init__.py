"""What things are; pure; standard library only."""
