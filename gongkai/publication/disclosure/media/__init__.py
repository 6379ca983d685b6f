"""图片、视频、图表: what a content carries beside its words, of the room of disclosure."""
