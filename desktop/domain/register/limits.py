"""How large a register file and its parts may be. The largest register in Britain has fewer than 1,000,000
electors.
"""

MAX_ROWS = 2_000_000
MAX_ASIDE = 1_100_000  # blank and banner rows: a spreadsheet may save all its 1,048,576 rows
MAX_DISTRICTS = 10_000
MAX_COLUMNS = 256
MAX_HEADER_ROW = 40  # banner rows above the header line
MAX_RECORD = 65_536  # characters of one line
MAX_RECORD_LINES = 50  # physical lines of one record, so that an open quotation mark is noticed
MAX_CELL = 200  # characters of one cell that is kept
MAX_NUMBER = 999_999
MAX_LISTED_PROBLEMS = 10_000  # more are counted and not listed
SAMPLE = 131_072  # bytes looked at before the first row is read
SLICE = 1_048_576  # bytes taken at a time out of a larger chunk
ENOUGH_ROWS = 500  # refused rows after which a file that is mostly unreadable is given up
