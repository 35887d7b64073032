"""Tenders, spec texts, imports of notices, amendments and what a dossier gathers."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

from tegenwaarde.records import triggers


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0006_first_employed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('in_force', 'In force'), ('withdrawn', 'Not taken over')], default='proposed', max_length=10)),
                ('kind', models.CharField(choices=[('more', 'More work'), ('less', 'Less work'), ('extension', 'Extension'), ('correction', 'Correction')], max_length=10)),
                ('agreed_on', models.DateField()),
                ('reason', models.TextField()),
                ('value_before_cents', models.BigIntegerField()),
                ('value_after_cents', models.BigIntegerField()),
                ('start_before', models.DateField()),
                ('start_after', models.DateField()),
                ('end_before', models.DateField()),
                ('end_after', models.DateField()),
                ('made_on', models.DateField()),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('decided_reason', models.TextField(blank=True)),
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
            name='BranchAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('branch', models.CharField(max_length=120)),
                ('cpv_prefixes', models.CharField(blank=True, max_length=200)),
                ('words', models.TextField()),
                ('first_day', models.DateField()),
                ('last_day', models.DateField(blank=True, null=True)),
                ('version', models.IntegerField(default=1)),
            ],
            options={
                'ordering': ['branch', 'first_day', 'id'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='BuyerSwitch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('on', models.BooleanField()),
                ('from_day', models.DateField()),
                ('reason', models.CharField(max_length=300)),
                ('decided_on', models.DateField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['-from_day', '-id'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='CalendarUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('content_hash', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('checked', 'Checked'), ('imported', 'Taken over'), ('discarded', 'Thrown away')], default='checked', max_length=10)),
                ('rows', models.JSONField(default=list)),
                ('problems', models.JSONField(default=list)),
                ('made', models.IntegerField(default=0)),
                ('uploaded_on', models.DateField()),
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
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('about', models.CharField(blank=True, max_length=300)),
                ('content_type', models.CharField(blank=True, max_length=100)),
                ('size', models.BigIntegerField()),
                ('stored_as', models.CharField(max_length=80)),
                ('shared', models.BooleanField(default=False)),
                ('uploaded_on', models.DateField()),
                ('removed_on', models.DateField(blank=True, null=True)),
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
            name='DossierContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('buyer', 'Buyer'), ('supplier', 'Supplier')], max_length=10)),
                ('role', models.CharField(choices=[('contract_manager', 'Contract manager'), ('social_return', 'Social return'), ('procurement', 'Procurement'), ('site', 'On the work'), ('administration', 'Administration'), ('other', 'Other')], max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('until_day', models.DateField(blank=True, null=True)),
                ('version', models.IntegerField(default=1)),
            ],
            options={
                'ordering': ['side', 'name', 'id'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='DossierNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('made_on', models.DateField()),
                ('removed_on', models.DateField(blank=True, null=True)),
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
            name='NoticeBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uploaded_on', models.DateField()),
                ('source', models.CharField(max_length=200)),
                ('files', models.IntegerField(default=0)),
                ('done', models.IntegerField(default=0)),
                ('ended', models.BooleanField(default=False)),
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
            name='NoticeLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('file_name', models.CharField(max_length=300)),
                ('outcome', models.CharField(choices=[('made', 'Contracts made'), ('planned', 'Put in the calendar'), ('updated', 'Brought up to date'), ('amendment', 'Amendment proposed'), ('known', 'Known already'), ('refused', 'Not read')], max_length=10)),
                ('problems', models.JSONField(default=list)),
                ('contracts', models.JSONField(default=list)),
                ('tenders', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['number'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='PartyName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('buyer', 'Buyer'), ('supplier', 'Supplier')], max_length=10)),
                ('plain', models.CharField(max_length=400)),
                ('number', models.CharField(blank=True, max_length=80)),
                ('confirmed_on', models.DateField()),
            ],
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='PartyQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('buyer', 'Buyer'), ('supplier', 'Supplier')], max_length=10)),
                ('name', models.CharField(max_length=400)),
                ('number', models.CharField(blank=True, max_length=80)),
                ('kvk', models.CharField(blank=True, max_length=8)),
                ('city', models.CharField(blank=True, max_length=100)),
                ('country', models.CharField(blank=True, max_length=3)),
                ('reason', models.CharField(max_length=40)),
                ('candidates', models.JSONField(default=list)),
                ('answered_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['id'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='SpecTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('variant', models.CharField(choices=[('condition', 'Execution condition'), ('criterion', 'Award criterion'), ('both', 'Award criterion and execution condition'), ('effort', 'Effort obligation')], max_length=10)),
                ('number', models.IntegerField()),
                ('words', models.TextField()),
                ('change', models.CharField(blank=True, max_length=300)),
                ('made_on', models.DateField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['variant', '-number'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='SpecText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('words', models.TextField()),
                ('figures', models.JSONField(default=dict)),
                ('made_on', models.DateField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['-number'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Tender',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('published', 'Published'), ('awarded', 'Awarded'), ('dropped', 'Dropped')], default='planned', max_length=10)),
                ('title', models.CharField(max_length=500)),
                ('reference', models.CharField(blank=True, max_length=100)),
                ('kind', models.CharField(choices=[('works', 'Works'), ('services', 'Services'), ('supplies', 'Supplies'), ('subsidy', 'Subsidy')], max_length=10)),
                ('procedure', models.CharField(blank=True, choices=[('european', 'European'), ('national', 'National'), ('private', 'Private, several invited (MOA)'), ('single', 'Private, one invited')], max_length=10)),
                ('cpv', models.CharField(blank=True, max_length=10)),
                ('infrastructure', models.BooleanField(blank=True, null=True)),
                ('quarter_start', models.DateField()),
                ('tender_date', models.DateField(blank=True, null=True)),
                ('start', models.DateField(blank=True, null=True)),
                ('end', models.DateField(blank=True, null=True)),
                ('estimated_value_cents', models.BigIntegerField(blank=True, null=True)),
                ('subsidy_per_year_cents', models.BigIntegerField(blank=True, null=True)),
                ('labour_share', models.IntegerField(blank=True, null=True)),
                ('material_share', models.IntegerField(blank=True, null=True)),
                ('european_stated', models.BooleanField(blank=True, null=True)),
                ('variant', models.CharField(blank=True, choices=[('condition', 'Execution condition'), ('criterion', 'Award criterion'), ('both', 'Award criterion and execution condition'), ('effort', 'Effort obligation')], max_length=10)),
                ('variant_reason', models.TextField(blank=True)),
                ('percentage', models.IntegerField(blank=True, null=True)),
                ('percentage_code', models.CharField(blank=True, max_length=40)),
                ('percentage_reason', models.TextField(blank=True)),
                ('applied', models.BooleanField(default=True)),
                ('not_applied_code', models.CharField(blank=True, max_length=40)),
                ('not_applied_reason', models.TextField(blank=True)),
                ('dropped_reason', models.TextField(blank=True)),
                ('remarks', models.TextField(blank=True)),
                ('procedure_id', models.CharField(blank=True, max_length=80)),
                ('lot_ref', models.CharField(blank=True, max_length=80)),
                ('made_on', models.DateField()),
                ('version', models.IntegerField(default=1)),
            ],
            options={
                'ordering': ['quarter_start', 'title', 'id'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='TenderBuyer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share', models.IntegerField(default=1000000)),
                ('leads', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ['-leads', 'id'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='TenderEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('code', models.CharField(max_length=60)),
                ('figures', models.JSONField(default=dict)),
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
            name='TenderNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('consultation', 'Market consultation'), ('other', 'Note')], max_length=20)),
                ('day', models.DateField()),
                ('words', models.TextField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['-day', '-id'],
            },
            managers=[
                ('unfenced', django.db.models.manager.Manager()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='certificate',
            name='certificate_entered_once',
        ),
        migrations.RemoveConstraint(
            model_name='supplier',
            name='supplier_kvk_once',
        ),
        migrations.RemoveConstraint(
            model_name='supplier',
            name='supplier_kvk_is_eight_digits',
        ),
        migrations.AddField(
            model_name='certificate',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='certificate',
            name='recorded_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='certificate',
            name='removed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='certificate',
            name='removed_reason',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='contract',
            name='cpv',
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name='contract',
            name='framework',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='contract',
            name='not_applied_code',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='contract',
            name='percentage_code',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='noticefile',
            name='earlier',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later', to='records.noticefile'),
        ),
        migrations.AddField(
            model_name='noticefile',
            name='form',
            field=models.CharField(default='award', max_length=20),
        ),
        migrations.AddField(
            model_name='supplier',
            name='country',
            field=models.CharField(default='NLD', max_length=3),
        ),
        migrations.AddField(
            model_name='supplier',
            name='register_number',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name='supplier',
            name='trades',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name='noticefile',
            name='uploaded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='reviewdecision',
            name='evidence_seen',
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name='supplier',
            name='kvk',
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_on__isnull', True)), fields=('supplier', 'label', 'first_day', 'last_day'), name='certificate_entered_once'),
        ),
        migrations.AddConstraint(
            model_name='supplier',
            constraint=models.UniqueConstraint(condition=models.Q(('kvk', ''), _negated=True), fields=('kvk',), name='supplier_kvk_once'),
        ),
        migrations.AddConstraint(
            model_name='supplier',
            constraint=models.CheckConstraint(condition=models.Q(('kvk', ''), ('kvk__regex', '^[0-9]{8}$'), _connector='OR'), name='supplier_kvk_is_eight_digits'),
        ),
        migrations.AddConstraint(
            model_name='supplier',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kvk', ''), _negated=True), models.Q(models.Q(('country', 'NLD'), _negated=True), models.Q(('register_number', ''), _negated=True)), _connector='OR'), name='supplier_without_kvk_is_registered_abroad'),
        ),
        migrations.AddConstraint(
            model_name='supplier',
            constraint=models.UniqueConstraint(condition=models.Q(('kvk', '')), fields=('country', 'register_number'), name='foreign_supplier_once'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='contract',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='records.contract'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='amendment',
            name='made_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='amendment',
            name='notice',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='records.noticefile'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='obligation',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendment', to='records.obligationversion'),
        ),
        migrations.AddField(
            model_name='branchagreement',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='branchagreement',
            name='region',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='branch_agreements', to='records.region'),
        ),
        migrations.AddField(
            model_name='buyerswitch',
            name='buyer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='switches', to='records.buyer'),
        ),
        migrations.AddField(
            model_name='buyerswitch',
            name='decided_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='calendarupload',
            name='entered_in',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calendar_uploads', to='records.subregion'),
        ),
        migrations.AddField(
            model_name='calendarupload',
            name='uploaded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='document',
            name='contract',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='records.contract'),
        ),
        migrations.AddField(
            model_name='document',
            name='uploaded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='dossiercontact',
            name='contract',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='records.contract'),
        ),
        migrations.AddField(
            model_name='dossiercontact',
            name='deputy_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='deputies', to='records.dossiercontact'),
        ),
        migrations.AddField(
            model_name='dossiernote',
            name='contract',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='records.contract'),
        ),
        migrations.AddField(
            model_name='dossiernote',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='noticebatch',
            name='entered_in',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='records.subregion'),
        ),
        migrations.AddField(
            model_name='noticebatch',
            name='uploaded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='noticeline',
            name='batch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='records.noticebatch'),
        ),
        migrations.AddField(
            model_name='noticeline',
            name='notice',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='records.noticefile'),
        ),
        migrations.AddField(
            model_name='partyname',
            name='buyer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='known_as', to='records.buyer'),
        ),
        migrations.AddField(
            model_name='partyname',
            name='confirmed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partyname',
            name='supplier',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='known_as', to='records.supplier'),
        ),
        migrations.AddField(
            model_name='partyquestion',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partyquestion',
            name='contract',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='party_questions', to='records.contract'),
        ),
        migrations.AddField(
            model_name='spectemplate',
            name='made_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='spectemplate',
            name='region',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spec_templates', to='records.region'),
        ),
        migrations.AddField(
            model_name='spectext',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='spectext',
            name='template',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='records.spectemplate'),
        ),
        migrations.AddField(
            model_name='contract',
            name='spec_text',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='records.spectext'),
        ),
        migrations.AddField(
            model_name='tender',
            name='copied_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='records.tender'),
        ),
        migrations.AddField(
            model_name='tender',
            name='entered_in',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tenders_entered', to='records.subregion'),
        ),
        migrations.AddField(
            model_name='tender',
            name='made_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='tender',
            name='notice',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tenders', to='records.noticefile'),
        ),
        migrations.AddField(
            model_name='spectext',
            name='tender',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spec_texts', to='records.tender'),
        ),
        migrations.AddField(
            model_name='contract',
            name='tender',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='records.tender'),
        ),
        migrations.AddField(
            model_name='tenderbuyer',
            name='buyer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tender_shares', to='records.buyer'),
        ),
        migrations.AddField(
            model_name='tenderbuyer',
            name='tender',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='buyers', to='records.tender'),
        ),
        migrations.AddField(
            model_name='tenderevent',
            name='actor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='tenderevent',
            name='tender',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='timeline', to='records.tender'),
        ),
        migrations.AddField(
            model_name='tendernote',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='tendernote',
            name='tender',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='records.tender'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.UniqueConstraint(fields=('contract', 'number'), name='amendment_number_once'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='amendment_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('value_after_cents__gte', 0), ('value_before_cents__gte', 0)), name='amended_sum_is_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('end_after__gte', models.F('start_after'))), name='amended_contract_ends_on_or_after_its_start'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('obligation__isnull', False), ('state', 'in_force')), models.Q(models.Q(('state', 'in_force'), _negated=True), ('obligation__isnull', True)), _connector='OR'), name='amendment_in_force_has_its_obligation'),
        ),
        migrations.AddConstraint(
            model_name='branchagreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('branch', ''), _negated=True), models.Q(('words', ''), _negated=True)), name='branch_agreement_says_something'),
        ),
        migrations.AddConstraint(
            model_name='branchagreement',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='branch_agreement_ends_on_or_after_its_start'),
        ),
        migrations.AddConstraint(
            model_name='buyerswitch',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='switch_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='calendarupload',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'imported')), fields=('uploaded_by', 'content_hash'), name='same_calendar_taken_over_once'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('stored_as', ''), _negated=True), name='document_is_stored'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='document_is_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='dossiercontact',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='contact_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='dossiercontact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('email', ''), _negated=True), models.Q(('phone', ''), _negated=True), _connector='OR'), name='contact_can_be_reached'),
        ),
        migrations.AddConstraint(
            model_name='dossiernote',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='note_says_something'),
        ),
        migrations.AddConstraint(
            model_name='noticebatch',
            constraint=models.CheckConstraint(condition=models.Q(('done__gte', 0), ('files__gte', 0)), name='batch_counts_are_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='noticeline',
            constraint=models.UniqueConstraint(fields=('batch', 'number'), name='batch_line_once'),
        ),
        migrations.AddConstraint(
            model_name='partyname',
            constraint=models.UniqueConstraint(fields=('role', 'plain', 'number'), name='party_name_means_one'),
        ),
        migrations.AddConstraint(
            model_name='partyname',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('buyer__isnull', False), ('role', 'buyer'), ('supplier__isnull', True)), models.Q(('buyer__isnull', True), ('role', 'supplier'), ('supplier__isnull', False)), _connector='OR'), name='party_name_is_of_somebody'),
        ),
        migrations.AddConstraint(
            model_name='partyquestion',
            constraint=models.UniqueConstraint(fields=('contract', 'role'), name='one_question_per_party'),
        ),
        migrations.AddConstraint(
            model_name='partyquestion',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='party_question_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='spectemplate',
            constraint=models.UniqueConstraint(fields=('region', 'variant', 'number'), name='spec_template_version_once'),
        ),
        migrations.AddConstraint(
            model_name='spectemplate',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='spec_template_says_something'),
        ),
        migrations.AddConstraint(
            model_name='tender',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='tender_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='tender',
            constraint=models.CheckConstraint(condition=models.Q(('end__isnull', True), ('start__isnull', True), ('end__gte', models.F('start')), _connector='OR'), name='tender_ends_on_or_after_its_start'),
        ),
        migrations.AddConstraint(
            model_name='tender',
            constraint=models.CheckConstraint(condition=models.Q(('estimated_value_cents__isnull', True), ('estimated_value_cents__gte', 0), _connector='OR'), name='tender_value_is_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='tender',
            constraint=models.CheckConstraint(condition=models.Q(('labour_share__isnull', True), models.Q(('labour_share__gte', 0), ('labour_share__lte', 1000000)), _connector='OR'), name='tender_labour_share_is_a_share'),
        ),
        migrations.AddConstraint(
            model_name='tender',
            constraint=models.CheckConstraint(condition=models.Q(('material_share__isnull', True), models.Q(('material_share__gte', 0), ('material_share__lte', 1000000)), _connector='OR'), name='tender_material_share_is_a_share'),
        ),
        migrations.AddConstraint(
            model_name='tender',
            constraint=models.CheckConstraint(condition=models.Q(('percentage__isnull', True), models.Q(('percentage__gte', 0), ('percentage__lte', 1000000)), _connector='OR'), name='tender_percentage_is_a_percentage'),
        ),
        migrations.AddConstraint(
            model_name='tender',
            constraint=models.CheckConstraint(condition=models.Q(('percentage__isnull', True), models.Q(('percentage_code', ''), _negated=True), _connector='OR'), name='tender_percentage_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='tender',
            constraint=models.CheckConstraint(condition=models.Q(('applied', True), models.Q(('not_applied_code', ''), _negated=True), _connector='OR'), name='tender_not_applying_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='tender',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'dropped'), _negated=True), models.Q(('dropped_reason', ''), _negated=True), _connector='OR'), name='dropped_tender_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='tender',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('tender_date__isnull', False), _connector='OR'), name='published_tender_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='tender',
            constraint=models.UniqueConstraint(condition=models.Q(('notice__isnull', False)), fields=('notice', 'lot_ref'), name='lot_makes_one_tender'),
        ),
        migrations.AddConstraint(
            model_name='spectext',
            constraint=models.UniqueConstraint(fields=('tender', 'number'), name='spec_text_number_once'),
        ),
        migrations.AddConstraint(
            model_name='tenderbuyer',
            constraint=models.UniqueConstraint(fields=('tender', 'buyer'), name='buyer_once_in_a_tender'),
        ),
        migrations.AddConstraint(
            model_name='tenderbuyer',
            constraint=models.UniqueConstraint(condition=models.Q(('leads', True)), fields=('tender',), name='one_buyer_leads_a_tender'),
        ),
        migrations.AddConstraint(
            model_name='tenderbuyer',
            constraint=models.CheckConstraint(condition=models.Q(('share__gt', 0), ('share__lte', 1000000)), name='tender_share_is_a_share'),
        ),
        migrations.AddConstraint(
            model_name='tendernote',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='tender_note_says_something'),
        ),
        migrations.RunPython(triggers.renew, migrations.RunPython.noop),
    ]
