"""What lies in an .xlsx file, whoever made it, read under guards."""
