"""What a person can do at the desk; one public method is one transaction."""
