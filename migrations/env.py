"""Runs the migrations on the connection that the store hands in, in its one transaction."""

from alembic import context

from approval.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite changes a column by copying its table; its DDL is transactional as the store begins it.
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
