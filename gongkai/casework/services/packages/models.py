"""套餐的表: the packages and their versions. Their days stand nowhere; they follow from the items."""

from __future__ import annotations

from django.db import models

from gongkai.casework.services.versions import VersionedRow, VersionRow, ends_after_it_begins
from gongkai.law.service_packages import PackageContent


class ServicePackage(VersionedRow):
    """一件事套餐: several items people handle as one matter; the authority is the one that leads it."""

    class Meta:
        verbose_name = verbose_name_plural = "一件事套餐"
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(
                name="service_package_once",
                fields=["authority", "code"],
                violation_error_message="本机关已有这个编码的套餐",
            ),
        ]


class ServicePackageVersion(VersionRow):
    """套餐版本: one signed version of a package."""

    package = models.ForeignKey(ServicePackage, models.PROTECT, related_name="versions", verbose_name="一件事套餐")
    theme = models.CharField("主题", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "套餐版本"
        ordering = ["package", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="service_package_version_once",
                fields=["package", "number"],
                violation_error_message="套餐的这个版本已经有了",
            ),
            ends_after_it_begins("service_package_version_ends"),
        ]

    @property
    def value(self) -> PackageContent:
        """值: what the version says, as the law reads it."""
        return PackageContent.read(self.content)
