"""What suppliers and the review need: identities, submissions, threads, evidence, proposals, sheets, quarters."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

from tegenwaarde.records import triggers


class Migration(migrations.Migration):
    """Add the tables and fields, and renew the triggers."""

    dependencies = [
        ('records', '0004_supplier_name_noted'),
    ]

    operations = [
        migrations.CreateModel(
            name='BulkUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('size', models.IntegerField()),
                ('content_hash', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('checking', 'Being checked'), ('refused', 'Has errors'), ('checked', 'Ready to take over'), ('importing', 'Being taken over'), ('imported', 'Taken over'), ('discarded', 'Thrown away')], default='checking', max_length=10)),
                ('rows', models.IntegerField(default=0)),
                ('done', models.IntegerField(default=0)),
                ('problems', models.JSONField(default=list)),
                ('sealed', models.BinaryField(blank=True, null=True)),
                ('value_cents', models.BigIntegerField(default=0)),
                ('uploaded_on', models.DateField()),
                ('beat', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['-id'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ClashResolution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('this', 'These hours count'), ('other', 'The hours of the other report count'), ('split', 'The hours are divided')], max_length=10)),
                ('counted_hours', models.IntegerField(blank=True, null=True)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('reason', models.TextField()),
                ('decided_on', models.DateField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['id'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Distinction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('decided_on', models.DateField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['id'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='EvidenceFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=200)),
                ('content_type', models.CharField(max_length=100)),
                ('size', models.IntegerField()),
                ('stored_as', models.CharField(max_length=64, unique=True)),
                ('number_is_no_bsn', models.BooleanField(default=False)),
                ('uploaded_on', models.DateField()),
                ('erase_on', models.DateField()),
                ('erased_on', models.DateField(blank=True, null=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['id'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='EvidenceSeen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('seen_on', models.DateField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['id'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('found_on', models.DateField()),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('withdrawn_reason', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['-id'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_supplier', models.BooleanField()),
                ('asks', models.BooleanField(default=False)),
                ('text', models.TextField(blank=True)),
                ('day', models.DateField()),
                ('erased_on', models.DateField(blank=True, null=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['id'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('proposed', 'Proposed'), ('returned', 'Returned'), ('agreed', 'Agreed'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10)),
                ('lines', models.JSONField(default=list)),
                ('note', models.TextField(blank=True)),
                ('value_cents', models.BigIntegerField(default=0)),
                ('made_on', models.DateField()),
                ('proposed_on', models.DateField(blank=True, null=True)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('version', models.IntegerField(default=1)),
            ],
            options={
                'ordering': ['-number'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='QuarterConfirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.IntegerField()),
                ('quarter', models.IntegerField()),
                ('nothing_changed', models.BooleanField()),
                ('confirmed_on', models.DateField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['-year', '-quarter'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='SecondPartyRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fact_kind', models.CharField(choices=[('employment', 'The work: from, until and hours'), ('study', 'The study: first and last day'), ('invoice', 'The paid invoice'), ('activity', 'The activity: day and hours')], max_length=12)),
                ('fact', models.BinaryField(blank=True, null=True)),
                ('report_version', models.IntegerField()),
                ('party', models.CharField(max_length=200)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('made_on', models.DateField()),
                ('last_day', models.DateField()),
                ('withdrawn', models.BooleanField(default=False)),
                ('answer', models.CharField(blank=True, choices=[('confirmed', 'Confirmed'), ('denied', 'Not right')], default='', max_length=10)),
                ('answered_by', models.CharField(blank=True, max_length=200)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('remark', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['id'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('block', models.CharField(max_length=20)),
                ('facts', models.BinaryField(blank=True, null=True)),
                ('share', models.IntegerField(default=1000000)),
                ('no_displacement', models.BooleanField(default=False)),
                ('value_cents', models.BigIntegerField()),
                ('submitted_on', models.DateField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['number'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name='person',
            name='erased_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='identity_hash',
            field=models.CharField(blank=True, db_index=True, default='', max_length=64),
        ),
        migrations.AddField(
            model_name='person',
            name='identity_keys',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='planline',
            name='activity_hours',
            field=models.IntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='planline',
            name='invoice_cents',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='change',
            field=models.CharField(blank=True, choices=[('ended', 'The work ended (earlier)'), ('extended', 'The work goes on longer'), ('hours', 'The hours changed'), ('permanent', 'A permanent contract was given'), ('infra', 'Infra-Werkt was paid'), ('mistake', 'Something was filled in wrongly')], default='', max_length=10),
        ),
        migrations.AddField(
            model_name='report',
            name='corrects',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='records.report'),
        ),
        migrations.AddField(
            model_name='report',
            name='entry',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shared_reports', to='records.report'),
        ),
        migrations.AddField(
            model_name='report',
            name='share',
            field=models.IntegerField(default=1000000),
        ),
        migrations.AlterField(
            model_name='report',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('approved', 'Approved'), ('rejected', 'Rejected'), ('replaced', 'Replaced by a correction')], default='draft', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(condition=models.Q(('identity_hash', ''), _negated=True), fields=('supplier', 'identity_hash'), name='person_entered_once_per_supplier'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('identity_hash', ''), ('identity_keys', 0)), models.Q(models.Q(('identity_hash', ''), _negated=True), ('identity_keys__gt', 0)), _connector='OR'), name='identity_hash_says_its_keys'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('erased_on__isnull', True), ('identity_hash', ''), _connector='OR'), name='erased_person_has_no_identity'),
        ),
        migrations.AddConstraint(
            model_name='planline',
            constraint=models.CheckConstraint(condition=models.Q(('hours_per_week__isnull', True), models.Q(('activity_hours__isnull', True), ('invoice_cents__isnull', True)), _connector='OR'), name='plan_line_is_work_or_something_paid'),
        ),
        migrations.AddField(
            model_name='bulkupload',
            name='supplier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uploads', to='records.supplier'),
        ),
        migrations.AddField(
            model_name='bulkupload',
            name='uploaded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='report',
            name='upload',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='records.bulkupload'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('share__gt', 0), ('share__lte', 1000000)), name='report_share_is_a_share'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('change', ''), ('corrects__isnull', True)), models.Q(('corrects__isnull', False), models.Q(('change', ''), _negated=True)), _connector='OR'), name='correction_says_what_changed'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(condition=models.Q(('corrects__isnull', False), models.Q(('state', 'rejected'), _negated=True)), fields=('corrects',), name='report_corrected_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(condition=models.Q(('entry__isnull', False)), fields=('entry', 'contract'), name='entry_used_once_per_contract'),
        ),
        migrations.AddField(
            model_name='clashresolution',
            name='decided_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='clashresolution',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.report'),
        ),
        migrations.AddField(
            model_name='clashresolution',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clash_resolutions', to='records.report'),
        ),
        migrations.AddField(
            model_name='distinction',
            name='decided_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='distinction',
            name='first',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.person'),
        ),
        migrations.AddField(
            model_name='distinction',
            name='second',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.person'),
        ),
        migrations.AddField(
            model_name='evidencefile',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence_files', to='records.report'),
        ),
        migrations.AddField(
            model_name='evidencefile',
            name='uploaded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='evidenceseen',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence_seen', to='records.report'),
        ),
        migrations.AddField(
            model_name='evidenceseen',
            name='seen_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='finding',
            name='contract',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='records.contract'),
        ),
        migrations.AddField(
            model_name='finding',
            name='found_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='finding',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='message',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='message',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='records.report'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='agreement',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposal', to='records.agreement'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='contract',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='records.contract'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proposal',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals_made', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='quarterconfirmation',
            name='confirmed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='quarterconfirmation',
            name='contract',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quarter_confirmations', to='records.contract'),
        ),
        migrations.AddField(
            model_name='secondpartyrequest',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='secondpartyrequest',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='second_party_requests', to='records.report'),
        ),
        migrations.AddField(
            model_name='submission',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='records.report'),
        ),
        migrations.AddField(
            model_name='submission',
            name='submitted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='bulkupload',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['importing', 'imported'])), fields=('supplier', 'content_hash'), name='same_sheet_taken_over_once'),
        ),
        migrations.AddConstraint(
            model_name='bulkupload',
            constraint=models.CheckConstraint(condition=models.Q(('done__gte', 0), ('rows__gte', 0), ('size__gte', 0)), name='upload_counts_are_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='clashresolution',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='clash_resolution_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='clashresolution',
            constraint=models.CheckConstraint(condition=models.Q(('report', models.F('other')), _negated=True), name='clash_is_with_another_report'),
        ),
        migrations.AddConstraint(
            model_name='clashresolution',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='clash_ends_on_or_after_its_start'),
        ),
        migrations.AddConstraint(
            model_name='clashresolution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('counted_hours__isnull', True), ('outcome', 'this')), models.Q(models.Q(('outcome', 'this'), _negated=True), ('counted_hours__gte', 0), ('counted_hours__isnull', False)), _connector='OR'), name='clash_resolution_says_the_hours'),
        ),
        migrations.AddConstraint(
            model_name='distinction',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='persons_told_apart_once'),
        ),
        migrations.AddConstraint(
            model_name='distinction',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='persons_told_apart_in_order'),
        ),
        migrations.AddConstraint(
            model_name='distinction',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='distinction_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='evidencefile',
            constraint=models.CheckConstraint(condition=models.Q(('stored_as', ''), _negated=True), name='evidence_file_is_stored'),
        ),
        migrations.AddConstraint(
            model_name='evidencefile',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='evidence_file_is_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='evidencefile',
            constraint=models.CheckConstraint(condition=models.Q(('erase_on__gte', models.F('uploaded_on'))), name='evidence_file_is_erased_after_its_upload'),
        ),
        migrations.AddConstraint(
            model_name='evidenceseen',
            constraint=models.UniqueConstraint(fields=('report', 'kind'), name='evidence_seen_once_per_kind'),
        ),
        migrations.AddConstraint(
            model_name='evidenceseen',
            constraint=models.CheckConstraint(condition=models.Q(('kind', ''), _negated=True), name='evidence_seen_has_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('contract',), name='one_finding_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='finding_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_by__isnull', True), ('withdrawn_on__isnull', True), ('withdrawn_reason', '')), models.Q(('withdrawn_by__isnull', False), ('withdrawn_on__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='withdrawn_finding_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('erased_on__isnull', True), models.Q(('text', ''), _negated=True)), models.Q(('erased_on__isnull', False), ('text', '')), _connector='OR'), name='message_says_something_until_erased'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(fields=('contract', 'number'), name='proposal_version_once'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'proposed'])), fields=('contract',), name='one_open_proposal_per_contract'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='returned_proposal_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreement__isnull', False), ('state', 'agreed')), models.Q(models.Q(('state', 'agreed'), _negated=True), ('agreement__isnull', True)), _connector='OR'), name='agreed_proposal_has_its_agreement'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('value_cents__gte', 0)), name='proposal_value_is_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='quarterconfirmation',
            constraint=models.UniqueConstraint(fields=('contract', 'year', 'quarter'), name='quarter_confirmed_once'),
        ),
        migrations.AddConstraint(
            model_name='quarterconfirmation',
            constraint=models.CheckConstraint(condition=models.Q(('quarter__gte', 1), ('quarter__lte', 4)), name='confirmed_quarter_exists'),
        ),
        migrations.AddConstraint(
            model_name='secondpartyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('party', ''), _negated=True), name='second_party_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='secondpartyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('made_on'))), name='second_party_link_lasts_a_day_or_more'),
        ),
        migrations.AddConstraint(
            model_name='secondpartyrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_on__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), models.Q(('answered_by', ''), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='second_party_answer_has_a_day_and_a_name'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(fields=('report', 'number'), name='submission_once'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('block', ''), _negated=True), name='submission_has_a_block'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('value_cents__gte', 0)), name='submitted_value_is_not_negative'),
        ),
        migrations.RunPython(triggers.renew, migrations.RunPython.noop),
    ]
