"""The desktop program: what canvassers, organisers and coordinators work in."""
