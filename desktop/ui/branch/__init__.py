"""The branch: register, walks, surveys and invitations, for those who organise."""
