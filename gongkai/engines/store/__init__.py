"""内容库: contents kept by their digest, on the local disk or in a bucket that speaks S3. What a content belongs to is not known
here."""
