"""What people did to a plan and what its archetype became, put together; a plan made whole."""
