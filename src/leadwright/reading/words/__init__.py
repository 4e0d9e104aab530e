"""The words that decide, by what they decide, in many languages; constants only."""
