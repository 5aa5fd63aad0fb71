"""The register engine: from the bytes of a council's file to electors, problems and one canonical edition.

``reading`` streams a file, ``detection`` finds its encoding, delimiter and layout, ``layouts`` holds one
small module for each family of files, ``edition`` is the form that a branch shares, ``identity`` names
electors alike on every laptop.
"""
