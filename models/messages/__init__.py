"""Messages: what an awarder and an applicant say to each other, in one conversation an application."""
