"""What a difference is worth: numbers in, numbers out; knows no table and no chart."""
