"""舆情事件: from the first sign to the lesson."""
