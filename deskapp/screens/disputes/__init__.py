"""The screens of the register of disputes."""
