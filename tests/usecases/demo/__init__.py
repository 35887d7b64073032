"""The demo region: everything that the screens have to show happened there."""
