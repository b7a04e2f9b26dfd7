"""whence: which touches, by marketing and by sales, won which deals, by every rule."""
