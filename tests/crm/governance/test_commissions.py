import pytest

from crm.governance import reference
from crm.governance.models import Commission
from portal.languages import CODES, value_in


@pytest.fixture
def commissions(db):
    reference.load()
    return Commission.objects.all()


def test_nine_commissions_are_named_in_each_language(commissions):
    assert commissions.count() == 9
    for commission in commissions:
        assert all(value_in(commission, "name", code) for code in CODES), commission.code


def test_loading_again_keeps_what_the_statutory_officer_changed(commissions):
    Commission.objects.filter(code="ict").update(name_fr="Commission technique des TIC")
    reference.load()
    assert Commission.objects.get(code="ict").name_fr == "Commission technique des TIC"


@pytest.mark.parametrize(("role", "status"), [("statutory_officer", 200), ("translator", 302)])
def test_the_statutory_officer_keeps_them(commissions, staff, client_of, role, status):
    assert client_of(staff(role)).get("/admin/snippets/governance/commission/").status_code == status


def test_nothing_is_ticked_to_be_deleted(commissions, staff, client_of):
    page = client_of(staff("statutory_officer")).get("/admin/snippets/governance/commission/").content.decode()
    assert "/admin/snippets/governance/commission/edit/" in page
    assert "/admin/bulk/" not in page
    assert 'type="checkbox"' not in page
