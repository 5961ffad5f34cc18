"""Interviews: video or audio meetings of an awarder and an applicant, arranged and held in the browser."""
