"""The look, civic print: palettes, type, sizes, fonts, icons and the one style that carries them."""
