"""Learn: a made-up street to practise on, and what the keys do."""
