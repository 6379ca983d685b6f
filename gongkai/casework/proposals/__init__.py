"""建议提案: what deputies and members bring to the government, from the receipt to the promises its replies made."""
