"""Who acts: users and their sessions, parties and their members, and the viewer made of them."""
