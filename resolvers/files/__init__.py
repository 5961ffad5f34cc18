"""Files: uploads, their bytes on the way in and out, and what becomes of what nobody keeps."""
