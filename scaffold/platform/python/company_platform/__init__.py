from .company_profile import COMPANY_PROFILE
from .team import Team
from .web_service import WebService

__all__ = ["COMPANY_PROFILE", "Team", "WebService"]
