"""Rules and mathematics: dataclasses and functions, without Qt, SQL, files or network."""
