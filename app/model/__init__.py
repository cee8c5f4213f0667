"""What every network that comes with the program needs: its files checked, one core, word pieces, int8."""
