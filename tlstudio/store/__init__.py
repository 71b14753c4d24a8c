"""The only SQL: tables, migrations, the gateway that records row changes, and the queries."""
