"""What inviters and newcomers say to each other under a code."""

import sqlalchemy as sa
from alembic import op

revision = "m0007"
down_revision = "m0006"


def upgrade() -> None:
    """Add the table. Of codes that were made before nothing is known; their laptops are vouched for by words."""
    op.create_table(
        "welcome",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("address_hash", sa.String(), nullable=False),
        sa.Column("welcome", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "address_hash"),
    )
