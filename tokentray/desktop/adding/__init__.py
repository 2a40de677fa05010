"""The pages of the dialog that adds a profile: where its tokens come from, and a form for each."""
