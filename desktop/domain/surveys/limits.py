"""How much of a form is taken: generous for any real form, small enough that no file can stop a laptop."""

MOST_BYTES = 16 * 1024**2
"""Of the file as it lies on the disk."""
MOST_UNPACKED = 24 * 1024**2
"""Of all its parts together, counted while they are unpacked."""
MOST_PARTS = 400
MOST_XML_DEPTH = 200
MOST_ELEMENTS = 300_000
"""Of XML in all parts together: openpyxl takes up to a second for 100,000."""
MOST_OTHER_ELEMENTS = 40_000
"""Of XML in a part that holds no cells, such as styles: openpyxl makes an object of each."""
MOST_ATTRIBUTES = 100
"""Of one element."""
MOST_FILE_ROWS = 20_000
"""Rows with anything in them on one sheet, whatever sheet it is."""
MOST_COLUMNS = 200
MOST_CELLS = 1_000_000
"""Cells of one sheet, counting the empty ones left of the last in each row."""
MOST_WRITTEN_CELLS = 80_000
"""Cells that are written in the file, of all sheets together; reading one takes a library some 30 µs."""
MOST_CHARACTERS = 4_000_000
"""Of all cells of the form's sheets together; a text that many cells share counts in each."""
MOST_RULES = 100_000
"""Characters of all expressions of a form together."""
MOST_SURVEY_ROWS = 1_000
MOST_CHOICES = 10_000
MOST_WORDS = 5_000
"""Characters of a label, a hint or a message."""
MOST_NAME = 64
MOST_EXPRESSION = 4_000
MOST_TOKENS = 1_000
MOST_EXPRESSION_DEPTH = 40
"""Brackets within brackets, or signs in a row."""
MOST_TREE_DEPTH = 250
"""Levels of an expression's tree; a chain of two hundred ``or`` is one."""
MOST_PATTERN = 500
MOST_GROUP_DEPTH = 20
MOST_LANGUAGES = 30
MOST_TEXT = 10_000
"""Characters of an answer, and of what an expression may make."""
MOST_PROBLEMS = 200
"""Problems told; a file with more is told so."""
MOST_ANSWER_BYTES = 4 * 1024**2
"""Of a file of answers."""
