"""Tell others of incidents on their watch lists: what is watched, and how it is sent."""
