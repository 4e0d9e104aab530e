"""What is remembered: SQLAlchemy Core over SQLite or PostgreSQL, one set of tables, statements and migrations."""
