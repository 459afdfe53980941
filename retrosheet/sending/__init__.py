"""Messages on their way: drafts in a folder, mail servers, and the webhooks of Slack and Teams."""
