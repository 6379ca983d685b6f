"""来信附件: pictures and papers that come with a letter, sealed under the key of its file, never public."""
