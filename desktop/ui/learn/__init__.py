"""Learning the work: a made-up street to practise on, the keys, and what is written and never written."""
