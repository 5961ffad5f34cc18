"""Messages between an awarder and an applicant, in one conversation for each application."""
